// Forgets what the app knows of a person, when the sign-in ends or another person signs in.

const forgetting = new Set<() => void>()

/** Each part of the app that keeps something of a person calls this once. */
export function whenPersonLeaves(forget: () => void): void {
  forgetting.add(forget)
}

export function forgetPerson(): void {
  for (const forget of forgetting) forget()
}
