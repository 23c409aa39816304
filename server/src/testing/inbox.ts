// Reads the one-time code that was sent to a phone from the messages of /dev/inbox.

export interface InboxMessage {
  readonly to: string
  readonly text: string
}

/** The code in the newest message to this phone that has one; the phone with or without +91. */
export function codeFor(messages: readonly InboxMessage[], phone: string): string {
  for (const { to, text } of messages) {
    const code = to.endsWith(phone) ? /\b(\d{6}|\d{10})\b/.exec(text)?.[0] : undefined
    if (code !== undefined) return code
  }
  throw new Error('no code was sent to this phone')
}
