// A link to the messages that a demo sends to nobody, beside a form that waits for a code.
import { useEffect, useState } from 'react'
import { useText } from '../i18n/language.ts'

/** Whether this is a demo: there the server has an inbox instead of sending messages. Undefined until it is known. */
export function useIsDemo(): boolean | undefined {
  const [isDemo, setDemo] = useState<boolean>()
  useEffect(() => {
    fetch('/dev/inbox', { method: 'HEAD' }).then(
      ({ ok }) => setDemo(ok),
      () => setDemo(false),
    )
  }, [])
  return isDemo
}

/** Where no real messages are sent, the server has an inbox to look into. */
export function DemoInbox() {
  const { t } = useText()
  return useIsDemo() ? (
    <p>
      <a href="/dev/inbox" target="_blank" rel="noreferrer">
        {t('signIn.enter.demo')}
      </a>
    </p>
  ) : null
}
