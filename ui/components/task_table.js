// placeholder
export default { inject: ["store"], template: `<div></div>` };
