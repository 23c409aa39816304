// The stores of a facility: its administrator makes, changes, closes and opens them.
import './inventory.css'
import { useState } from 'react'
import type { Answer } from '../../api/client.ts'
import { patchInventoryStoresByStoreId } from '../../api/limits/patch-inventory-stores-by-store-id.ts'
import { postInventoryStores } from '../../api/limits/post-inventory-stores.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { choice } from '../../ui/choices.tsx'
import type { Column } from '../../ui/columns.ts'
import { Form } from '../../ui/Form.tsx'
import { text } from '../../ui/fields.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Listing, wholeList } from '../lists/Listing.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'

type Store = Answer<'GET /v1/inventory/stores'>['items'][number]

const KINDS = ['main', 'ward', 'pharmacy', 'lab'] as const
const HAND_OVERS = ['paid', 'free'] as const

export default function StoresPage() {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const { data, error, refetch } = useAnswer('GET /v1/inventory/stores', { query: { facility: facilityId } })
  const [open, setOpen] = useState<Store | 'new'>()
  const close = (): void => setOpen(undefined)
  const title = open === 'new' ? t('staff.stock.stores.make') : t('staff.stock.stores.change')
  return (
    <StaffPage
      title={t('staff.stock.stores.title')}
      actions={
        <div className="list-actions no-print">
          <Button onClick={() => setOpen('new')}>{t('staff.stock.stores.make')}</Button>
        </div>
      }
    >
      <Listing
        none={{ icon: 'package', title: t('staff.stock.noStore'), text: t('staff.stock.noStoreWhy') }}
        stacks
        caption={t('staff.stock.stores.title')}
        list={wholeList(data?.items, { error, refetch })}
        keyOf={({ storeId }) => storeId}
        file="stores"
        columns={columnsOf(setOpen)}
      />
      <Dialog title={title} isOpen={open !== undefined} onClose={close}>
        {open === 'new' && <MakeForm facilityId={facilityId} onDone={close} />}
        {open !== undefined && open !== 'new' && <ChangeForm store={open} onDone={close} />}
      </Dialog>
    </StaffPage>
  )
}

const columnsOf = (onOpen: (store: Store) => void): readonly Column<Store>[] => [
  { key: 'name', text: ({ name }) => name, header: 'staff.stock.store' },
  {
    key: 'kind',
    text: ({ kind }) => kind,
    header: 'staff.stock.stores.kind',
    draw: ({ kind }, { t }) => t(`staff.stock.stores.kinds.${kind}`),
  },
  { key: 'licence', text: ({ licenceNo }) => licenceNo, header: 'staff.stock.stores.licence' },
  {
    key: 'handOver',
    text: ({ handOver }) => handOver,
    header: 'staff.stock.stores.handOver',
    draw: ({ handOver }, { t }) => t(`staff.stock.stores.handOvers.${handOver}`),
  },
  {
    key: 'state',
    text: ({ isActive }) => (isActive ? 'open' : 'closed'),
    header: 'staff.stock.state',
    draw: ({ isActive }, { t }) => (
      <Tag kind={isActive ? 'good' : 'plain'}>{t(`staff.stock.stores.${isActive ? 'open' : 'closed'}`)}</Tag>
    ),
  },
  {
    header: 'staff.stock.acts',
    isControl: true,
    draw: (store, { t }) => (
      <Button kind="quiet" onClick={() => onOpen(store)}>
        {t('staff.stock.stores.change')}
        <span className="visually-hidden"> {store.name}</span>
      </Button>
    ),
  },
]

/** The fields that a new store and a changed one have in common. */
function useFields(store?: Store) {
  const { t } = useText()
  const of = patchInventoryStoresByStoreId
  return [
    text(of, 'name', {
      ...{ label: t('staff.stock.stores.name'), size: 'medium', autoComplete: 'off', value: store?.name },
      ...{ isNeeded: true, wrong: 'staff.stock.stores.nameWrong' },
    }),
    text(of, 'licenceNo', {
      ...{ label: t('staff.stock.stores.licence'), size: 'medium', autoComplete: 'off', value: store?.licenceNo },
      hint: t('staff.stock.stores.licenceHint'),
    }),
    choice(of, 'handOver', {
      label: t('staff.stock.stores.handOver'),
      value: store?.handOver ?? 'paid',
      options: HAND_OVERS.map((value) => ({ value, text: t(`staff.stock.stores.handOvers.${value}`) })),
    }),
  ] as const
}

function MakeForm({ facilityId, onDone }: { readonly facilityId: string; readonly onDone: () => void }) {
  const { t } = useText()
  const send = useSend('POST /v1/inventory/stores')
  const [name, licence, handOver] = useFields()
  const kind = choice(postInventoryStores, 'kind', {
    label: t('staff.stock.stores.kind'),
    value: 'pharmacy',
    options: KINDS.map((value) => ({ value, text: t(`staff.stock.stores.kinds.${value}`) })),
  })
  return (
    <Form
      fields={[name, kind, licence, handOver] as const}
      onSubmit={async (entered) => {
        await send.mutateAsync({ body: { facilityId, ...entered } as never })
        say({ text: t('staff.stock.said.storeMade'), detail: entered.name })
        onDone()
      }}
    >
      {name.input}
      {kind.input}
      {licence.input}
      {handOver.input}
      <Button>{t('staff.stock.stores.make')}</Button>
    </Form>
  )
}

function ChangeForm({ store, onDone }: { readonly store: Store; readonly onDone: () => void }) {
  const { t } = useText()
  const send = useSend('PATCH /v1/inventory/stores/{storeId}')
  const { storeId, isActive, name: before } = store
  const fields = useFields(store)
  const [name, licence, handOver] = fields
  const patch = (body: Parameters<typeof send.mutateAsync>[0]['body']) => send.mutateAsync({ path: { storeId }, body })
  const turn = async (): Promise<void> => {
    await patch({ isActive: !isActive })
    const text = t(`staff.stock.said.${isActive ? 'storeClosed' : 'storeOpened'}`)
    say({ text, detail: before, undo: () => patch({ isActive }) })
    onDone()
  }
  return (
    <>
      <Form
        fields={fields}
        onSubmit={async (entered) => {
          await patch(entered)
          say({ text: t('staff.stock.said.storeChanged'), detail: entered.name })
          onDone()
        }}
      >
        {name.input}
        {licence.input}
        {handOver.input}
        <Button>{t('staff.stock.save')}</Button>
      </Form>
      <Button kind="quiet" onClick={() => void turn().catch(() => undefined)}>
        {t(`staff.stock.stores.${isActive ? 'close' : 'reopen'}`)}
      </Button>
    </>
  )
}
