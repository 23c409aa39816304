// What is known of a person, and is forgotten when the sign-in ends or another person signs in.

const forgetting = new Set<() => void>()

/** Called once by whoever keeps something of a person. */
export function whenPersonLeaves(forget: () => void): void {
  forgetting.add(forget)
}

export function forgetPerson(): void {
  for (const forget of forgetting) forget()
}
