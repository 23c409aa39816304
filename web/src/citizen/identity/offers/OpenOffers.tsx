// Tells somebody that an offer of a role waits for an answer.
import { Link } from 'wouter'
import { useAnswer } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Notice } from '../../../ui/Notice.tsx'

export function OpenOffers() {
  const { t } = useText()
  const { data } = useAnswer('GET /v1/me/offers', {})
  const count = data?.items.length ?? 0
  if (count === 0) return null
  return (
    <Notice title={t('ui.offers.waiting', { count })}>
      <Link href="/account/offers">{t('ui.offers.look')}</Link>
    </Notice>
  )
}
