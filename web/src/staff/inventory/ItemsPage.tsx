// The catalogue: finds an item, and says by the law which schedule and list it has, and which code its packs have.
import './inventory.css'
import { useState } from 'react'
import { patchInventoryItemsByItemCode } from '../../api/limits/patch-inventory-items-by-item-code.ts'
import { postInventoryItems } from '../../api/limits/post-inventory-items.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { choice } from '../../ui/choices.tsx'
import { Form } from '../../ui/Form.tsx'
import { text } from '../../ui/fields.tsx'
import { whole } from '../../ui/numbers.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { type Item, ItemFinder } from './ItemFinder.tsx'

const SCHEDULES = ['none', 'G', 'H', 'H1', 'X', 'narcotic', 'unset'] as const
const TELE_LISTS = ['O', 'A', 'B', 'never', 'unset'] as const
const KINDS = ['medicine', 'consumable', 'reagent', 'equipment'] as const
const GOODS_TAX = 'medicine'

export default function ItemsPage() {
  const { t } = useText()
  const [item, setItem] = useState<Item>()
  const [isNew, setNew] = useState(false)
  return (
    <StaffPage
      title={t('staff.stock.items.title')}
      actions={
        <div className="list-actions no-print">
          <Button onClick={() => setNew(true)}>{t('staff.stock.items.make')}</Button>
        </div>
      }
    >
      <p className="soft">{t('staff.stock.items.what')}</p>
      <ItemFinder onChoose={setItem} />
      {item && <ChangeForm key={`${item.itemCode} ${item.version}`} item={item} onDone={setItem} />}
      <Dialog title={t('staff.stock.items.make')} isOpen={isNew} onClose={() => setNew(false)}>
        <MakeForm
          onDone={(made) => {
            setNew(false)
            setItem(made)
          }}
        />
      </Dialog>
    </StaffPage>
  )
}

/** What the law says of an item, and the number of its packs. */
function useLaw(item?: Item) {
  const { t } = useText()
  const of = patchInventoryItemsByItemCode
  return [
    choice(of, 'schedule', {
      label: t('staff.stock.items.schedule'),
      hint: t('staff.stock.items.scheduleHint'),
      value: item?.schedule ?? 'unset',
      options: SCHEDULES.map((value) => ({ value, text: t(`staff.stock.items.schedules.${value}`) })),
    }),
    choice(of, 'teleList', {
      label: t('staff.stock.items.tele'),
      value: item?.teleList ?? 'unset',
      options: TELE_LISTS.map((value) => ({ value, text: t(`staff.stock.items.teles.${value}`) })),
    }),
    text(of, 'gtin', {
      label: t('staff.stock.items.gtin'),
      hint: t('staff.stock.items.gtinHint'),
      ...{ size: 'medium', autoComplete: 'off', wrong: 'staff.stock.items.gtinWrong' },
    }),
  ] as const
}

function ChangeForm({ item, onDone }: { readonly item: Item; readonly onDone: (item: Item) => void }) {
  const { t } = useText()
  const send = useSend('PATCH /v1/inventory/items/{itemCode}')
  const { itemCode, name, isActive } = item
  const fields = useLaw(item)
  const patch = (body: Parameters<typeof send.mutateAsync>[0]['body']) => send.mutateAsync({ path: { itemCode }, body })
  const turn = async (): Promise<void> => {
    onDone(await patch({ isActive: !isActive }))
    const text = t(`staff.stock.said.${isActive ? 'itemClosed' : 'itemOpened'}`)
    say({ text, detail: name, undo: async () => onDone(await patch({ isActive })) })
  }
  return (
    <section className="line-form">
      <h2>{name}</h2>
      <p className="soft">{itemCode}</p>
      <Form
        fields={fields}
        onSubmit={async (entered) => {
          const before = { schedule: item.schedule, teleList: item.teleList }
          onDone(await patch(entered))
          say({ text: t('staff.stock.said.itemChanged'), detail: name, undo: async () => onDone(await patch(before)) })
        }}
      >
        {fields.map(({ focus, input }) => (
          <div key={focus}>{input}</div>
        ))}
        <Button>{t('staff.stock.save')}</Button>{' '}
        <Button kind="quiet" onClick={() => void turn().catch(() => undefined)}>
          {t(`staff.stock.items.${isActive ? 'close' : 'reopen'}`)}
        </Button>
      </Form>
    </section>
  )
}

function MakeForm({ onDone }: { readonly onDone: (item: Item) => void }) {
  const { t } = useText()
  const send = useSend('POST /v1/inventory/items')
  const of = postInventoryItems
  const plain = { size: 'medium', autoComplete: 'off' } as const
  const fields = [
    text(of, 'itemCode', {
      ...{ ...plain, label: t('staff.stock.code'), hint: t('staff.stock.items.codeHint') },
      wrong: 'staff.stock.items.codeWrong',
    }),
    text(of, 'name', { ...plain, label: t('staff.stock.items.name'), wrong: 'staff.stock.stores.nameWrong' }),
    choice(of, 'kind', {
      label: t('staff.stock.items.kind'),
      value: 'consumable',
      options: KINDS.map((value) => ({ value, text: t(`staff.stock.items.kinds.${value}`) })),
    }),
    text(of, 'unit', { ...plain, label: t('staff.stock.items.unit'), wrong: 'staff.stock.items.unitWrong' }),
    whole(of, 'packSize', { label: t('staff.stock.items.pack'), wrong: 'staff.stock.numberWrong' }),
  ] as const
  const [schedule, tele] = useLaw()
  return (
    <Form
      fields={[...fields, schedule, tele] as const}
      onSubmit={async (entered) => {
        const made = await send.mutateAsync({ body: { ...entered, taxCode: GOODS_TAX, isCold: false } as never })
        say({ text: t('staff.stock.said.itemMade'), detail: made.name })
        onDone(made)
      }}
    >
      {[...fields, schedule, tele].map(({ focus, input }) => (
        <div key={focus}>{input}</div>
      ))}
      <Button>{t('staff.stock.items.make')}</Button>
    </Form>
  )
}
