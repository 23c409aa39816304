// Accepting an offer: a code of the person's own phone; then the person is at work there.
import { useEffect, useRef, useState } from 'react'
import { Redirect, useLocation, useParams } from 'wouter'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { noteDone } from '../../../session/done.ts'
import { goToWorkplace } from '../../../session/session.ts'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { CodeForm } from '../sign-in/CodeForm.tsx'
import { sendCode, sentCode } from '../sign-in/sent-code.ts'

export default function AcceptPage() {
  const { t } = useText()
  const { offerId = '' } = useParams()
  const me = useAnswer('GET /v1/me', {})
  const offers = useAnswer('GET /v1/me/offers', {})
  const error = me.error ?? offers.error
  const offer = offers.data?.items.find((one) => one.offerId === offerId)
  if (error) {
    return (
      <Page title={t('offers.accept')} back="/account/offers" isPersonal>
        <Failure error={error} />
      </Page>
    )
  }
  if (!me.data || !offers.data) return <Loading />
  if (!offer) return <Redirect to="/account/offers" replace />
  return (
    <Page title={t('offers.accept')} back="/account/offers" isPersonal>
      <p>
        <strong>{offer.placeName ?? t('offers.country')}</strong>:{' '}
        {offer.roles.map((role) => t(`roles.${role}`)).join(', ')}
      </p>
      <Proof phone={me.data.phone.replace('+91', '')} offerId={offerId} />
    </Page>
  )
}

/** Sends the code once, as soon as the page is open. */
function Proof({ phone, offerId }: { phone: string; offerId: string }) {
  const { t } = useText()
  const [, go] = useLocation()
  const isAsked = useRef(false)
  const [error, setError] = useState<unknown>()
  const accept = useSend('POST /v1/me/offers/{offerId}/acceptance')
  useEffect(() => {
    if (isAsked.current) return
    isAsked.current = true
    sendCode(phone).catch(setError)
  }, [phone])
  const submit = async ({ otp }: { otp: string }): Promise<void> => {
    const { workplaceId } = await accept.mutateAsync({ path: { offerId }, body: { otp } })
    sentCode.clear()
    await goToWorkplace(workplaceId)
    noteDone(t('offers.accepted'))
    go('/staff', { replace: true })
  }
  if (error !== undefined)
    return <Failure error={error} onRetry={() => sendCode(phone).then(() => setError(undefined), setError)} />
  return <CodeForm phone={phone} button={t('offers.acceptNow')} onCode={submit} />
}
