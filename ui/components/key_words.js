// The keys of each page, as the sheet tells them. What they do stands with the components that hear them.
import { PLACES } from "go_keys";

export const isMac = /mac|iphone|ipad/i.test(navigator.platform);
export const MOD = isMac ? "⌘" : "Ctrl";

const EVERYWHERE = ["Everywhere", [
  [[MOD, "K"], "Search and commands"], [["q"], "New task"], [["?"], "The keys of this page"], [["Esc"], "Close, let go"],
]];
const GO = ["Go to", PLACES.map(([, , name, letter]) => [["g", letter], name])];
const ROWS = ["The task where you are", [
  [["j"], "Next"], [["k"], "The one before"], [["Enter"], "Open it"], [["e"], "Edit the title"], [["s"], "Status"], [["p"], "Priority"],
  [["a"], "Assignees"], [["l"], "Labels"], [["d"], "Due date"], [["c"], "Complete or reopen"], [["Del"], "Delete"],
]];
const ADD = [["n"], "Add a task here"], FIND = [["/"], "Filter"];
const SELECT = ["Selection", [[["x"], "Select the task, or not"], [["Shift", "J"], "Select also the next"], [["Shift", "K"], "Select also the one before"], [[MOD, "A"], "Select all that are shown"], [["Esc"], "Select none"]]];
const LAYOUTS = {
  list: ["This list", [ADD, FIND, [["↑", "↓"], "Move between tasks"], [["←", "→"], "Fold and unfold"], [["Alt", "↑↓"], "Move the task"], [["Alt", "←→"], "Out of and into the task above"], [["Tab"], "Into the task above, after j or k and in a title"]]],
  board: ["This board", [ADD, FIND, [["←", "→"], "Between columns"], [["Space"], "Pick a card up, put it down"], [["Alt", "←→↑↓"], "Move the card"]]],
  table: ["This table", [ADD, FIND, [["←", "→"], "Between columns"], [["Home", "End"], "First and last column"], [["Enter"], "Change the cell"], [["Space"], "Open the task"]]],
  calendar: ["This calendar", [ADD, FIND, [["t"], "Today"], [["["], "Earlier"], [["]"], "Later"], [["Alt", "←→↑↓"], "Move the task to another day"]]],
};
const CHAT = ["This chat", [[["n"], "New conversation"], [["/"], "Write a message"], [["Enter"], "Send"], [["Shift", "Enter"], "New line"]]];
const INBOX = ["These notifications", [[["j"], "Next"], [["k"], "The one before"], [["u"], "Read or unread"], [["Shift", "A"], "All read"]]];

/** The groups of keys of the page at this address: [title, [[keys, what they do]]]. */
export function groupsAt(path, query) {
  const here = [];
  if (path === "/tasks") {
    here.push(LAYOUTS[new URLSearchParams(query).get("layout")] || LAYOUTS.list, ROWS);
    if (window.atriumSelection) here.push(SELECT);
  } else if (path === "/chat" || path.startsWith("/chat/")) here.push(CHAT);
  else if (path === "/notifications") here.push(INBOX);
  return [...here, EVERYWHERE, GO];
}
