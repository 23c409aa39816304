// The port of channels: what every way to reach a person can do. open-channels.ts chooses the adapters.

/** The channels in the order in which Sehat tries them when a person has chosen no other order. */
export const CHANNELS = ['sms', 'mail', 'in-app'] as const
export type ChannelName = (typeof CHANNELS)[number]

export interface ChannelMessage {
  /** A phone in E.164 form, a mail address, or the id of an account, as the channel needs it. */
  readonly to: string
  readonly text: string
  /** The subject of a mail. Other channels ignore it. */
  readonly subject?: string
  /** The same at each try of one message, so that a gateway can drop what it has already. */
  readonly id?: string
  /** How the text is registered with the mobile operators of India (DLT). Only SMS needs it. */
  readonly registered?: RegisteredText
}

export interface RegisteredText {
  readonly entityId: string
  readonly header: string
  readonly templateId: string
}

/** The channel took the message. `providerId` names it in receipts; null when the provider gave no name. */
export interface Taken {
  readonly providerId: string | null
}

/** The channel did not take the message. `permanent`: another try cannot help. `code` holds no personal data. */
export interface Refused {
  readonly refusal: 'temporary' | 'permanent'
  readonly code: string
}

export interface Channel {
  /** Gives an answer within ten seconds and never throws. */
  send(message: ChannelMessage): Promise<Taken | Refused>
  /** Closes what the channel keeps open. */
  close(): void
}

export const isTaken = (answer: Taken | Refused): answer is Taken => 'providerId' in answer

/** The words of a fault that may stand in a log: `timeout`, or the code that Node or the provider gave. */
export function faultCode(error: unknown): string {
  const { name, code, cause } = error as { name?: string; code?: unknown; cause?: { code?: unknown } }
  if (name === 'TimeoutError' || name === 'AbortError') return 'timeout'
  const stated = typeof code === 'string' ? code : cause?.code
  return typeof stated === 'string' && /^[A-Z0-9_]{3,40}$/.test(stated) ? stated.toLowerCase() : 'broken'
}
