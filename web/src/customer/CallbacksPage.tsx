// All callbacks to a customer, the newest first, narrowed to one state.
import { useState } from 'react'
import { useText } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { Failure, Loading } from '../ui/outcomes.tsx'
import { Page } from '../ui/Page.tsx'
import { useList } from './asking.ts'
import { CallbackList } from './CallbackList.tsx'
import { Narrow } from './Narrow.tsx'
import { DELIVERY_KIND, type Delivery } from './words.ts'

const STATUSES = Object.keys(DELIVERY_KIND) as readonly Delivery['status'][]
const WATCH_MS = 5_000

export default function CallbacksPage() {
  const { t } = useText()
  const [status, setStatus] = useState<Delivery['status']>()
  const list = useList('GET /v1/customers/me/deliveries', { status }, WATCH_MS)
  return (
    <Page title={t('callbacks.title')} isWide isPersonal>
      <p>{t('callbacks.what')}</p>
      <Narrow
        label={t('callbacks.state')}
        statuses={STATUSES}
        toWords={(one) => t(`callbacks.status.${one}`)}
        onNarrow={(narrowed) => setStatus(narrowed.status)}
      />
      {list.error && !list.items && <Failure error={list.error} onRetry={list.again} />}
      {!list.items && !list.error && <Loading />}
      {list.items && (
        <CallbackList
          deliveries={list.items}
          none={t(status === undefined ? 'callbacks.none' : 'callbacks.noneFits')}
          linksWorkflow
        />
      )}
      {list.more && (
        <Button kind="quiet" onClick={list.more}>
          {t('portal.more')}
        </Button>
      )}
    </Page>
  )
}
