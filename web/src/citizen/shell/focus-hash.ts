// Puts the cursor into the field that a link names, also when the page of the field is open already.

/** For `onClick` of a link such as `/#pin`. The router has changed the address when the timer runs. */
export function focusHash(): void {
  setTimeout(() => document.getElementById(location.hash.slice(1))?.focus())
}
