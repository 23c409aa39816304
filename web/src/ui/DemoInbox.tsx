// A link to the messages that a demo sends to nobody, beside a form that waits for a code.
import { useEffect, useState } from 'react'
import { useText } from '../i18n/language.ts'

/** Where no real messages are sent, the server has an inbox to look into. */
export function DemoInbox() {
  const { t } = useText()
  const [isDemo, setDemo] = useState(false)
  useEffect(() => {
    fetch('/dev/inbox', { method: 'HEAD' }).then(
      ({ ok }) => setDemo(ok),
      () => undefined,
    )
  }, [])
  return isDemo ? (
    <p>
      <a href="/dev/inbox" target="_blank" rel="noreferrer">
        {t('signIn.enter.demo')}
      </a>
    </p>
  ) : null
}
