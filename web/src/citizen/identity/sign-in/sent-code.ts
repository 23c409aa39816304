// The one-time code that was asked for: to which phone it went, and how long it is valid.
import { ask } from '../../../api/client.ts'
import { createDraft } from '../../../session/draft.ts'

interface Sent {
  readonly phone: string
  /**
   * When the person may ask again, and until when the code is valid: by `performance.now()`, as the clock of a phone
   * may be wrong and may be set right meanwhile.
   */
  readonly resendAtMs: number
  readonly expiresAtMs: number
}

export const sentCode = createDraft<Sent>()

/** Asks for a code and remembers how long it is valid. */
export async function sendCode(phone: string): Promise<void> {
  const { resendAfterSeconds, expiresInSeconds } = await ask('POST /v1/auth/otp', { body: { phone } })
  const nowMs = performance.now()
  const [resendAtMs, expiresAtMs] = [nowMs + resendAfterSeconds * 1_000, nowMs + expiresInSeconds * 1_000]
  sentCode.change({ phone, resendAtMs, expiresAtMs })
}
