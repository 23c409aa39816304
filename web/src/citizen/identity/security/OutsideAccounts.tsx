// The accounts elsewhere with which the person signs in too, where this Sehat has an outside identity provider.
import { useState } from 'react'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure } from '../../../ui/outcomes.tsx'

export function OutsideAccounts() {
  const { t, format } = useText()
  const { data: offer } = useAnswer('GET /v1/auth/oidc', {})
  const { data } = useAnswer('GET /v1/me/outside-accounts', {})
  const end = useSend('DELETE /v1/me/outside-accounts/{outsideAccountId}')
  const [isEnded, setEnded] = useState(false)
  if (!data || !offer || (offer.name === undefined && data.items.length === 0)) return null
  const endOne = async (outsideAccountId: string): Promise<void> => {
    setEnded(false)
    await end.mutateAsync({ path: { outsideAccountId } })
    setEnded(true)
  }
  return (
    <>
      <h2>{t('security.outside.title')}</h2>
      <p>{t('security.outside.text')}</p>
      {isEnded && <Notice kind="good" takesFocus title={t('security.outside.ended')} />}
      {end.error && <Failure error={end.error} takesFocus />}
      <ul className="plain members">
        {data.items.map(({ outsideAccountId, issuer, boundAt }) => {
          const name = offer.name ?? new URL(issuer).hostname
          return (
            <li key={outsideAccountId} className="member">
              <h3>{name}</h3>
              <p className="soft">{t('security.outside.since', { at: format.instant(boundAt) })}</p>
              <Button kind="quiet" onClick={() => void endOne(outsideAccountId).catch(() => undefined)}>
                {t('security.outside.end')} <span className="visually-hidden">{name}</span>
              </Button>
            </li>
          )
        })}
      </ul>
      {offer.name !== undefined && (
        <p>
          <a href="/v1/auth/oidc/start?back=/account/security/connect">
            {t('security.outside.connect', { name: offer.name })}
          </a>
        </p>
      )}
    </>
  )
}
