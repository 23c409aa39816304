// The first page of a customer: whether callbacks arrive, the test call, and the settings that administrators made.
import { Link } from 'wouter'
import type { Answer } from '../api/client.ts'
import { useText } from '../i18n/language.ts'
import { Notice } from '../ui/Notice.tsx'
import { Failure, Loading } from '../ui/outcomes.tsx'
import { Page } from '../ui/Page.tsx'
import { SummaryList } from '../ui/SummaryList.tsx'
import { useAnswer } from './asking.ts'
import { TestCall } from './TestCall.tsx'

type Settings = Answer<'GET /v1/customers/me'>

export default function OverviewPage() {
  const { t } = useText()
  const { data, error, refetch } = useAnswer('GET /v1/customers/me', {})
  return (
    <Page title={data?.name ?? t('portal.overview')} isPersonal>
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          <Off settings={data} />
          <TestCall webhook={data.webhook} />
          <Agreed settings={data} />
        </>
      )}
    </Page>
  )
}

function Off({ settings }: { settings: Settings }) {
  const { t, format } = useText()
  const offAt = settings['webhook-off-at']
  if (offAt === undefined) return null
  return (
    <Notice kind="warning" title={t('portal.off', { at: format.instant(offAt) })}>
      <p>{t('portal.offText')}</p>
    </Notice>
  )
}

function Agreed({ settings }: { settings: Settings }) {
  const { t, format } = useText()
  const { limits } = settings
  const hosts = settings['allowed-hosts']
  const systems = settings['verified-systems']
  const chooser = settings['choice-by']
  const listed = (words: readonly string[]): string => (words.length > 0 ? words.join(', ') : t('portal.none'))
  return (
    <section aria-labelledby="settings">
      <h2 id="settings">{t('portal.settings')}</h2>
      <p className="soft">{t('portal.settingsText')}</p>
      <SummaryList
        rows={[
          { label: t('portal.webhook'), value: <span className="technical">{settings.webhook}</span> },
          { label: t('portal.hosts'), value: listed(hosts) },
          { label: t('portal.choiceBy'), value: t(`portal.by.${chooser}`) },
          { label: t('portal.systems'), value: listed(systems) },
          ...(['requests-per-second', 'callbacks-at-once', 'batch-rows'] as const).map((limit) => ({
            label: t(`portal.limit.${limit}`),
            value: format.number(limits[limit]),
          })),
          { label: t('portal.customerId'), value: <span className="technical">{settings['customer-id']}</span> },
          { label: t('portal.since'), value: format.instant(settings['created-at']) },
        ]}
      />
      <p>
        <Link href="/customer/guide">{t('portal.toGuide')}</Link>
      </p>
    </section>
  )
}
