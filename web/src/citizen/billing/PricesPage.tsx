// The price list of a hospital, as the law wants it shown: everybody reads it, by kind, and looks for words in it.
import { useState } from 'react'
import { useParams } from 'wouter'
import type { Answer } from '../../api/client.ts'
import { useWhole } from '../../api/lists.ts'
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import type { Column } from '../../ui/columns.ts'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Page } from '../../ui/Page.tsx'
import { Table } from '../../ui/Table.tsx'
import './bills.css'

type Price = Answer<'GET /v1/billing/prices'>['items'][number]

const KINDS = ['registration', 'consultation', 'test', 'procedure', 'medicine', 'other'] as const

export default function PricesPage() {
  const { t } = useText()
  const { facilityId } = useParams<{ facilityId: string }>()
  const facility = useAnswer('GET /v1/facilities/{facilityId}', { path: { facilityId } })
  const { data, error, refetch } = useWhole('GET /v1/billing/prices', { facility: facilityId })
  const [wanted, setWanted] = useState('')
  const words = wanted.toLowerCase().trim()
  const shown = data?.filter(({ name, code }) => `${name} ${code}`.toLowerCase().includes(words)) ?? []
  return (
    <Page title={t('prices.title')} back="/doctors" {...(facility.data && { caption: facility.data.name })}>
      <p>{t('prices.what')}</p>
      {!data && (error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data?.length === 0 && <p>{t('prices.none')}</p>}
      {data && data.length > 0 && (
        <>
          <div className="field">
            <label htmlFor="prices-search">{t('prices.search')}</label>
            <input
              id="prices-search"
              type="search"
              className="input"
              value={wanted}
              onChange={({ target }) => setWanted(target.value)}
            />
          </div>
          <p role="status">{shown.length === 0 && t('prices.noneFits')}</p>
        </>
      )}
      {KINDS.map((kind) => (
        <OfKind key={kind} kind={kind} prices={shown.filter((one) => one.kind === kind)} />
      ))}
    </Page>
  )
}

function OfKind({ kind, prices }: { kind: (typeof KINDS)[number]; prices: readonly Price[] }) {
  const { t } = useText()
  if (prices.length === 0) return null
  const caption = t(`prices.kind.${kind}`)
  return (
    <section>
      <h2>{caption}</h2>
      <Table hidesCaption caption={caption} columns={COLUMNS} rows={prices} keyOf={({ code }) => code} />
    </section>
  )
}

const COLUMNS: readonly Column<Price>[] = [
  { key: 'name', text: ({ name }) => name, header: 'prices.column.name' },
  {
    key: 'price',
    text: ({ unitPricePaise }) => unitPricePaise / 100,
    header: 'prices.column.price',
    isNumber: true,
    draw: ({ unitPricePaise }, { format }) => format.money(unitPricePaise),
  },
]
