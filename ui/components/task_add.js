// The line to add tasks, as lists know it.
export { default } from "quick_add";
