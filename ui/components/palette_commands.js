// What the palette can do by name. A command: {id, icon, title, keys, run}. They act in the browser first.
import { FURTHER, PLACES, goTo } from "go_keys";

const ACTS = [
  ["complete", "circle-check", "Complete", "c"], ["status", "circle-dashed", "Set the status", "s"], ["priority", "flag", "Set the priority", "p"],
  ["assignee", "user", "Assign", "a"], ["label", "tag", "Set labels", "l"], ["due", "calendar", "Set the due date", "d"], ["team", "hash", "Move to a team", ""], ["delete", "trash-2", "Delete", "Del"],
];
const THEMES = [["light", "sun", "Light theme"], ["dark", "moon", "Dark theme"], ["auto", "monitor", "Automatic theme"]];

/** What can be done to the tasks that are selected on the page, if any are. */
export function selectionCommands() {
  const selection = window.atriumSelection, many = selection?.ids().length || 0;
  if (!many) return [];
  const whom = many === 1 ? "the selected task" : `${many} selected tasks`;
  return ACTS.map(([act, icon, word, key]) => ({ id: "act:" + act, icon, title: `${word}: ${whom}`, keys: key ? [key] : [], run: () => selection.act(act) }));
}
export const creating = () => [
  { id: "new:task", icon: "plus", title: "New task", keys: ["q"], run: () => quickAdd("") },
  { id: "new:team", icon: "users", title: "New team", keys: [], run: () => goTo("/teams?new=1") },
  { id: "new:conversation", icon: "square-pen", title: "New conversation", keys: [], run: () => goTo("/chat/new") },
];
export const going = (isAdmin) => [
  ...PLACES.map(([path, icon, title, letter]) => ({ id: "go:" + path, icon, title, where: "Go to", keys: ["g", letter], run: () => goTo(path) })),
  ...FURTHER.filter(([, , , admins]) => isAdmin || !admins).map(([path, icon, title]) => ({ id: "go:" + path, icon, title, where: "Go to", keys: [], run: () => goTo(path) })),
];
/** `theme(name)` and `keys()` are the palette's. */
export const changing = (current, theme, keys) => [
  ...THEMES.map(([name, icon, title]) => ({ id: "theme:" + name, icon, title, where: name === current ? "In use" : "Theme", keys: [], run: () => theme(name) })),
  { id: "keys", icon: "command", title: "Keys of this page", keys: ["?"], run: keys },
  { id: "sign-out", icon: "log-out", title: "Sign out", keys: [], run: signOut },
];

/** Open the line to add tasks, with this in it. */
export const quickAdd = (text) => dispatchEvent(new CustomEvent("atrium:quick-add", { detail: { text } }));

function signOut() {
  const form = Object.assign(document.createElement("form"), { method: "post", action: (window.path_prefix || "") + "/sign-out", hidden: true });
  document.body.append(form);
  form.submit();
}
