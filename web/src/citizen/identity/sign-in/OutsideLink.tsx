// A link to the outside identity provider, if this Sehat has one. The server leads there, so it is a plain link.
import { useEffect, useState } from 'react'
import { href } from '../../../address.ts'
import { ask } from '../../../api/client.ts'
import { useText } from '../../../i18n/language.ts'
import { useSession } from '../../../session/session.ts'

export function OutsideLink({ back }: { back: string | undefined }) {
  const { t } = useText()
  const isAbovePage = 'account' in useSession()
  const [name, setName] = useState<string>()
  useEffect(() => {
    // Without an answer the other ways to sign in are enough.
    ask('GET /v1/auth/oidc', {}).then(
      (offer) => setName(offer.name),
      () => undefined,
    )
  }, [])
  // Above a page whose sign-in has ended, this would lose what was typed there.
  if (name === undefined || isAbovePage) return null
  return (
    <li>
      <a href={href('/v1/auth/oidc/start', { back })}>{t('signIn.outside', { name })}</a>
    </li>
  )
}
