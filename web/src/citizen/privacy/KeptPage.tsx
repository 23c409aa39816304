// What Sehat keeps of people, why, for how long, and what happens when the account closes. Everybody may read it.
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { useSession } from '../../session/session.ts'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Page } from '../../ui/Page.tsx'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { useWords } from './words.ts'

const DAY = { freshMs: 86_400_000 }

export default function KeptPage() {
  const { t } = useText()
  const words = useWords()
  const kept = useAnswer('GET /v1/privacy/kept', {}, DAY)
  const isSignedIn = useSession().status === 'signed-in'
  return (
    <Page title={t('privacy.kept.title')} back={isSignedIn ? '/account/privacy' : '/'}>
      <p>{t('privacy.kept.text')}</p>
      {kept.error && <Failure error={kept.error} onRetry={() => void kept.refetch()} />}
      {!kept.data && !kept.error && <Loading />}
      {kept.data?.items.map((one) => (
        <section key={`${one.module} ${one.kind}`}>
          <h2>{words(one.what)}</h2>
          <SummaryList
            rows={[
              { label: t('privacy.kept.why'), value: words(one.purpose) },
              { label: t('privacy.kept.ground'), value: t(`privacy.ground.${one.ground}`) },
              { label: t('privacy.kept.period'), value: words(one.period) },
              { label: t('privacy.kept.after'), value: t(`privacy.after.${one.afterClosing}`) },
            ]}
          />
        </section>
      ))}
      <section>
        <h2>{t('privacy.device.title')}</h2>
        <p>{t('privacy.device.text')}</p>
        <p>{t('privacy.device.goes')}</p>
        <p>{t('privacy.device.staff')}</p>
      </section>
    </Page>
  )
}
