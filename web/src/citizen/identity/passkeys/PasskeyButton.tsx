// A button that does something with a passkey, and says above it what went wrong.
import { useState } from 'react'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Failure } from '../../../ui/outcomes.tsx'

interface PasskeyButtonProps {
  readonly label: string
  readonly kind?: 'main' | 'quiet'
  /** Loads the code of passkeys and uses it. */
  readonly onUse: () => Promise<void>
}

export function PasskeyButton({ label, kind = 'quiet', onUse }: PasskeyButtonProps) {
  const { t } = useText()
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const use = async (): Promise<void> => {
    if (isBusy) return
    setBusy(true)
    setError(undefined)
    await onUse().catch(setError)
    setBusy(false)
  }
  return (
    <>
      {error !== undefined && <Failure error={error} words={wordsOf(error, t)} takesFocus />}
      <Button kind={kind} onClick={() => void use()}>
        {label}
      </Button>
    </>
  )
}

function wordsOf(error: unknown, t: ReturnType<typeof useText>['t']): string | undefined {
  if (!(error instanceof Error && 'isKnown' in error)) return undefined
  return t(error.isKnown ? 'signIn.passkey.known' : 'signIn.passkey.none')
}
