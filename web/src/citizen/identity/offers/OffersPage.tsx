// The offers of roles to this person: who invites, to what, and the answer.
import { useState } from 'react'
import { Link } from 'wouter'
import type { Answer } from '../../../api/client.ts'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { homeOf, useAccount } from '../../../session/session.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import '../../patients/family.css'

export type Offer = Answer<'GET /v1/me/offers'>['items'][number]

export default function OffersPage() {
  const { t } = useText()
  const account = useAccount()
  const home = homeOf(account)
  const offers = useAnswer('GET /v1/me/offers', {})
  const refuse = useSend('POST /v1/me/offers/{offerId}/refusal')
  const [isDeclined, setDeclined] = useState(false)
  const decline = async ({ offerId }: Offer): Promise<void> => {
    await refuse.mutateAsync({ path: { offerId } })
    setDeclined(true)
  }
  return (
    <Page title={t('offers.title')} back={home === '/account/offers' ? '/' : home} isPersonal>
      {isDeclined && <Notice kind="good" takesFocus title={t('offers.declined')} />}
      {refuse.error && <Failure error={refuse.error} takesFocus />}
      {offers.error ? (
        <Failure error={offers.error} onRetry={() => void offers.refetch()} />
      ) : offers.data ? (
        <List offers={offers.data.items} onDecline={(offer) => void decline(offer).catch(() => undefined)} />
      ) : (
        <Loading />
      )}
    </Page>
  )
}

function List({ offers, onDecline }: { offers: readonly Offer[]; onDecline: (offer: Offer) => void }) {
  const { t, format } = useText()
  const account = useAccount()
  if (offers.length === 0) {
    return (
      <>
        <p>{t('offers.none')}</p>
        {account.patientId === undefined && (
          <p>
            <Link href="/register">{t('offers.register')}</Link>
          </p>
        )}
      </>
    )
  }
  return (
    <>
      <p>{t('offers.text')}</p>
      <ul className="plain members">
        {offers.map((offer) => (
          <li key={offer.offerId} className="member">
            <h2>{offer.placeName ?? t('offers.country')}</h2>
            <p>{offer.roles.map((role) => t(`roles.${role}`)).join(', ')}</p>
            <p className="soft">{t('offers.until', { at: format.instant(offer.expiresAt) })}</p>
            <p>
              <ButtonLink href={`/account/offers/${offer.offerId}`}>{t('offers.accept')}</ButtonLink>{' '}
              <Button kind="quiet" onClick={() => onDecline(offer)}>
                {t('offers.decline')}
              </Button>
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}
