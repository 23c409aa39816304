// Says when an item of a store is low, and how much of it there should be.
import { putInventoryStoresLevelsByItemCode } from '../../api/limits/put-inventory-stores-levels-by-item-code.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { whole } from '../../ui/numbers.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { say } from '../shell/Said.tsx'
import type { Level } from './names.tsx'

interface Props {
  readonly level: Level
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function SettingDialog({ level, isOpen, onClose }: Props) {
  const { t } = useText()
  return (
    <Dialog title={t('staff.stock.setting.title')} isOpen={isOpen} onClose={onClose}>
      <SettingForm level={level} onDone={onClose} />
    </Dialog>
  )
}

function SettingForm({ level, onDone }: { readonly level: Level; readonly onDone: () => void }) {
  const { t } = useText()
  const { storeId, itemCode, name } = level
  const send = useSend('PUT /v1/inventory/stores/{storeId}/levels/{itemCode}')
  const of = putInventoryStoresLevelsByItemCode
  const reorderAt = whole(of, 'reorderAt', {
    ...{ label: t('staff.stock.reorderAt'), hint: t('staff.stock.setting.reorderHint') },
    ...{ value: level.reorderAt, wrong: 'staff.stock.numberWrong' },
  })
  const target = whole(of, 'target', {
    ...{ label: t('staff.stock.target'), hint: t('staff.stock.setting.targetHint') },
    ...{ value: level.target, wrong: 'staff.stock.numberWrong' },
  })
  const put = (body: { readonly reorderAt: number | null; readonly target: number | null }) =>
    send.mutateAsync({ path: { storeId, itemCode }, body })
  return (
    <Form
      fields={[reorderAt, target]}
      check={(entered) =>
        entered.reorderAt !== undefined && entered.target !== undefined && entered.target < entered.reorderAt
          ? [{ field: 'target', text: t('staff.stock.setting.wrong') }]
          : []
      }
      onSubmit={async (entered) => {
        await put(entered)
        const before = { reorderAt: level.reorderAt ?? null, target: level.target ?? null }
        say({ text: t('staff.stock.said.setting'), detail: name, undo: () => put(before) })
        onDone()
      }}
    >
      {reorderAt.input}
      {target.input}
      <Button>{t('staff.stock.save')}</Button>
    </Form>
  )
}
