// Values that must survive a reload of this tab, such as the key of a request without an answer. Sign-out removes them.

const PREFIX = 'sehat.kept.'

export function readKept<Value>(name: string): Value | undefined {
  const text = sessionStorage.getItem(PREFIX + name)
  return text === null ? undefined : (JSON.parse(text) as Value)
}

/** Keeps a value under a name. `undefined` removes it. */
export function keep(name: string, value: unknown): void {
  if (value === undefined) sessionStorage.removeItem(PREFIX + name)
  else sessionStorage.setItem(PREFIX + name, JSON.stringify(value))
}

/** The device keeps answers under names with this start, to show them without a connection (src/offline/answers.ts). */
export const OFFLINE = 'sehat.offline.'

/** Removes everything that the device keeps of the person who is signed in, for all tabs. */
export function forgetOffline(): void {
  for (const name of Object.keys(localStorage)) if (name.startsWith(OFFLINE)) localStorage.removeItem(name)
}

/** Names of values of somebody who has no account yet begin with this word. */
export const VISITOR = 'visitor.'

/** Removes everything that is kept; with `ofPerson` only what belongs to somebody who was signed in. */
export function forgetKept(whose: 'all' | 'ofPerson' = 'all'): void {
  for (const name of Object.keys(sessionStorage)) {
    const isOfVisitor = name.startsWith(PREFIX + VISITOR)
    if (name.startsWith(PREFIX) && !(isOfVisitor && whose === 'ofPerson')) sessionStorage.removeItem(name)
  }
}
