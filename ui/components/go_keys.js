// Where one can go from everywhere, and the letter behind g that goes there.
export const PLACES = [
  ["/", "layout-dashboard", "Dashboard", "d"],
  ["/tasks?list=inbox", "inbox", "Inbox", "i"],
  ["/tasks?list=today", "sun", "Today", "y"],
  ["/tasks?list=upcoming", "calendar-days", "Upcoming", "u"],
  ["/tasks?list=assigned", "user", "Assigned to me", "a"],
  ["/tasks?list=shared", "share-2", "Shared with me", "w"],
  ["/tasks", "list-todo", "Tasks", "t"],
  ["/tasks?layout=board", "columns-3", "Board", "b"],
  ["/tasks?layout=table", "table-2", "Table", "e"],
  ["/tasks?layout=calendar", "calendar", "Calendar", "l"],
  ["/chat", "message-square", "Chat", "c"],
  ["/teams", "users", "Teams", "m"],
  ["/notifications", "bell", "Notifications", "n"],
  ["/tasks?list=completed", "circle-check", "Completed", "o"],
  ["/trash", "trash-2", "Trash", "x"],
  ["/settings", "settings", "Settings", "s"],
];
/** Pages that are reached by their names only: [path, icon, name, for admins]. */
export const FURTHER = [
  ["/settings?part=profile", "user", "Settings: Profile"],
  ["/settings?part=security", "lock", "Settings: Security"],
  ["/settings?part=sessions", "monitor", "Settings: Sessions"],
  ["/settings?part=notifications", "bell", "Settings: Notifications"],
  ["/settings?part=calendars", "calendar-days", "Settings: Calendars"],
  ["/settings?part=tokens", "key-round", "Settings: Tokens"],
  ["/settings?part=organization", "building-2", "Settings: Organisation"],
  ["/settings?part=people", "users", "Settings: People", true],
  ["/settings?part=invitations", "user-plus", "Settings: Invitations", true],
  ["/settings?part=data", "download", "Settings: Your data"],
  ["/tasks/import", "upload", "Import tasks"],
  ["/admin/audit", "history", "Audit log", true],
  ["/help/quick-add", "circle-question-mark", "What quick add understands"],
];
export const placeOf = (letter) => PLACES.find((place) => place[3] === letter)?.[0];

/** Go to one of our pages as a click would: the link in the navigation shows it at once, any other is made for it. */
export function goTo(path) {
  const known = [...document.querySelectorAll(".side a[href]")].find((a) => a.getAttribute("href") === path);
  if (known) return known.click();
  const link = Object.assign(document.createElement("a"), { href: path, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
}
