// Contact: who runs this installation, as the operator has set it, and the number for emergencies.
import { Link } from 'wouter'
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Page } from '../../ui/Page.tsx'
import { SummaryList } from '../../ui/SummaryList.tsx'

export default function ContactPage() {
  const { t } = useText()
  const { data, error, refetch } = useAnswer('GET /v1/operator', {})
  return (
    <Page title={t('contact.title')}>
      <h2>{t('contact.operator')}</h2>
      {data ? <Operator {...data} /> : error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}
      <p>
        {t('contact.first')} <Link href="/help">{t('help.title')}</Link>
      </p>
      <h2>{t('contact.emergency')}</h2>
      <p>{t('contact.emergencyText', { number: t('ui.emergencyNumber') })}</p>
      <p className="links">
        <a href="tel:112">{t('ui.emergencyNumber')}</a>
      </p>
    </Page>
  )
}

interface OperatorProps {
  readonly name?: string
  readonly phone?: string
  readonly mail?: string
}

function Operator({ name, phone, mail }: OperatorProps) {
  const { t } = useText()
  if (name === undefined && phone === undefined && mail === undefined) {
    return (
      <Notice title={t('contact.none')}>
        <p>{t('contact.noneText')}</p>
      </Notice>
    )
  }
  const rows = [
    name !== undefined && { label: t('contact.name'), value: name },
    phone !== undefined && { label: t('contact.phone'), value: <a href={`tel:${toDialled(phone)}`}>{phone}</a> },
    mail !== undefined && { label: t('contact.mail'), value: <a href={`mailto:${mail}`}>{mail}</a> },
  ]
  return <SummaryList rows={rows.filter((row) => row !== false)} />
}

/** What a phone dials: no spaces and dashes. */
const toDialled = (phone: string): string => phone.replace(/[^\d+]/g, '')
