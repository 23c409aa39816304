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

export function forgetKept(): void {
  for (const name of Object.keys(sessionStorage)) if (name.startsWith(PREFIX)) sessionStorage.removeItem(name)
}
