// One outside system: its settings, its secrets, locking it out, and the log of its callbacks.
import { useState } from 'react'
import { useParams } from 'wouter'
import { oneOf, useFilters } from '../../address.ts'
import { useList } from '../../api/lists.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { Choice, Filters } from '../lists/Filters.tsx'
import { ExportButton, More } from '../lists/Listing.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { CustomerTags } from './CustomersPage.tsx'
import type { Customer } from './customer-names.ts'
import { DELIVERY_COLUMNS, DELIVERY_KIND, Deliveries, type Delivery } from './Deliveries.tsx'
import { Secrets, type Shown } from './Secrets.tsx'

export default function CustomerPage() {
  const { t } = useText()
  const { customerId } = useParams<{ customerId: string }>()
  const { data, error, refetch } = useAnswer('GET /v1/customers/{customerId}', { path: { customerId } })
  const href = `/staff/customers/${customerId}`
  return (
    <StaffPage
      key={customerId}
      title={data?.name ?? t('staff.customers.customer')}
      back="/staff/customers"
      actions={data && <ButtonLink href={`${href}/change`}>{t('staff.customers.change')}</ButtonLink>}
    >
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          <State customer={data} />
          <Agreed customer={data} />
          <SecretActions customer={data} />
          <Log customerId={customerId} />
        </>
      )}
    </StaffPage>
  )
}

function State({ customer }: { customer: Customer }) {
  const { t, format } = useText()
  const offAt = customer['webhook-off-at']
  return (
    <>
      {customer.status === 'revoked' && (
        <Notice kind="error" title={t('staff.customers.revoked')}>
          <p>{t('staff.customers.revokedText')}</p>
        </Notice>
      )}
      {offAt !== undefined && (
        <Notice kind="warning" title={t('staff.customers.off', { at: format.instant(offAt) })}>
          <p>{t('staff.customers.offText')}</p>
        </Notice>
      )}
    </>
  )
}

function Agreed({ customer }: { customer: Customer }) {
  const { t, format } = useText()
  const { limits } = customer
  const hosts = customer['allowed-hosts']
  return (
    <SummaryList
      rows={[
        { label: t('staff.customers.status'), value: <CustomerTags customer={customer} /> },
        { label: t('staff.customers.webhook'), value: <span className="technical">{customer.webhook}</span> },
        {
          label: t('staff.customers.hosts'),
          value: hosts.length > 0 ? hosts.join(', ') : t('staff.customers.noHosts'),
        },
        { label: t('staff.customers.choiceBy'), value: t(`staff.customers.by.${customer['choice-by']}`) },
        ...(['requests-per-second', 'callbacks-at-once', 'batch-rows'] as const).map((limit) => ({
          label: t(`staff.customers.limit.${limit}`),
          value: format.number(limits[limit]),
        })),
        { label: t('staff.customers.since'), value: format.instant(customer['created-at']) },
        {
          label: t('staff.customers.secrets.customerId'),
          value: <span className="technical">{customer['customer-id']}</span>,
        },
      ]}
    />
  )
}

const ACTIONS = ['secret', 'webhookSecret', 'revocation'] as const
type Action = (typeof ACTIONS)[number]

/** Each button asks once more, and says what will happen. */
function SecretActions({ customer }: { customer: Customer }) {
  const { t } = useText()
  const [asked, setAsked] = useState<Action>()
  const [shown, setShown] = useState<Shown>()
  const run = useAction(customer['customer-id'])
  const actions = ACTIONS.filter((action) => action !== 'revocation' || customer.status === 'active')
  const confirm = async (action: Action): Promise<void> => {
    setShown((await run[action]()) ?? undefined)
    setAsked(undefined)
    say({ text: t(`staff.customers.said.${action}`, { name: customer.name }) })
  }
  return (
    <section aria-labelledby="secrets">
      <h2 id="secrets">{t('staff.customers.secrets.title')}</h2>
      {shown && <Secrets key={JSON.stringify(shown)} shown={shown} />}
      <div className="link-actions">
        {actions.map((action) => (
          <Button
            key={action}
            kind={action === 'revocation' ? 'remove' : 'quiet'}
            onClick={() => {
              setShown(undefined)
              setAsked(action)
            }}
          >
            {t(`staff.customers.action.${action}.do`)}
          </Button>
        ))}
      </div>
      <Dialog
        title={asked ? t(`staff.customers.action.${asked}.ask`) : ''}
        isOpen={asked !== undefined}
        onClose={() => setAsked(undefined)}
      >
        {asked && (
          <Form needsPress onSubmit={() => confirm(asked)}>
            <p>{t(`staff.customers.action.${asked}.what`)}</p>
            <Button kind={asked === 'revocation' ? 'danger' : 'main'}>{t(`staff.customers.action.${asked}.do`)}</Button>
          </Form>
        )}
      </Dialog>
    </section>
  )
}

function useAction(customerId: string) {
  const secret = useSend('POST /v1/customers/{customerId}/secret')
  const webhookSecret = useSend('POST /v1/customers/{customerId}/webhook-secret')
  const revocation = useSend('POST /v1/customers/{customerId}/revocation')
  const request = { path: { customerId } }
  return {
    secret: async (): Promise<Shown> => ({ secret: (await secret.mutateAsync(request)).secret }),
    webhookSecret: async () => ({ webhookSecret: (await webhookSecret.mutateAsync(request))['webhook-secret'] }),
    revocation: async () => void (await revocation.mutateAsync(request)),
  }
}

const DELIVERY_STATUSES = Object.keys(DELIVERY_KIND) as readonly Delivery['status'][]

function Log({ customerId }: { customerId: string }) {
  const { t } = useText()
  const { filters, change } = useFilters({ status: oneOf(...DELIVERY_STATUSES) })
  const list = useList('GET /v1/customers/{customerId}/deliveries', filters, { customerId })
  return (
    <section aria-labelledby="log">
      <h2 id="log">{t('staff.deliveries.title')}</h2>
      <p className="soft">{t('staff.deliveries.what')}</p>
      <Filters>
        <Choice
          id="status"
          label={t('staff.customers.status')}
          all={t('staff.workflows.all')}
          value={filters.status}
          options={DELIVERY_STATUSES.map((value) => ({ value, text: t(`staff.deliveries.status.${value}`) }))}
          onChoose={(status) => change({ status: DELIVERY_STATUSES.find((each) => each === status) })}
        />
        {list.items !== undefined && list.items.length > 0 && (
          <ExportButton file="callbacks" columns={DELIVERY_COLUMNS} all={list.all} />
        )}
      </Filters>
      {list.error !== null && <Failure error={list.error} onRetry={list.again} />}
      {!list.items && list.error === null && <Loading />}
      {list.items && (
        <Deliveries
          deliveries={list.items}
          onRead={list.again}
          linksWorkflow
          isNarrowed={filters.status !== undefined}
        />
      )}
      <More list={list} />
    </section>
  )
}
