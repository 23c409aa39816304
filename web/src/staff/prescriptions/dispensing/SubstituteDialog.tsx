// Chooses another item of the same substances, amounts and form for a line, and says why.
import { useState } from 'react'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Radios } from '../../../ui/choices.tsx'
import { Form } from '../../../ui/Form.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Dialog } from '../../shell/Dialog.tsx'
import { reason as reasonField } from '../../shell/reasons.tsx'
import type { Given, OnShelf, ShelfLine } from './giving.ts'
import { amountOf } from './words.tsx'

/** The contract has it inside a line: a text of at most 200 characters. */
const LINE = { substitutedReason: { type: 'string', required: true, minLength: 1, maxLength: 200 } } as const

type Instead = NonNullable<Given['instead']>

interface Props {
  /** The line; undefined while the dialog is closed. */
  readonly line: ShelfLine | undefined
  readonly name: string
  readonly onChoose: (instead: Instead) => void
  readonly onClose: () => void
}

export function SubstituteDialog({ line, name, onChoose, onClose }: Props) {
  const { t } = useText()
  const title = t('staff.dispensing.replace.of', { medicine: name })
  return (
    <Dialog title={title} isOpen={line !== undefined} onClose={onClose}>
      {line && line.substitutes.length === 0 && (
        <Notice title={t('staff.dispensing.replace.none')}>
          <p>{t('staff.dispensing.replace.noneWhy')}</p>
        </Notice>
      )}
      {line && line.substitutes.length > 0 && (
        <SubstituteForm key={line.lineKey} items={line.substitutes} onChoose={onChoose} />
      )}
    </Dialog>
  )
}

function SubstituteForm({
  items,
  onChoose,
}: {
  readonly items: readonly OnShelf[]
  readonly onChoose: Props['onChoose']
}) {
  const words = useText()
  const { t, format } = words
  const [code, setCode] = useState<string>(items[0]?.itemCode ?? '')
  const why = reasonField(LINE, 'substitutedReason', {
    label: t('staff.dispensing.replace.why'),
    wrong: 'staff.dispensing.replace.whyMissing',
    usual: (['short', 'cheaper', 'brand', 'asked'] as const).map((each) => t(`staff.dispensing.replace.usual.${each}`)),
  })
  return (
    <Form
      fields={[why]}
      onSubmit={({ substitutedReason: reason }) => {
        const item = items.find(({ itemCode }) => itemCode === code)
        if (item) onChoose({ item, reason })
      }}
    >
      <Radios
        name="itemCode"
        label={t('staff.dispensing.replace.which')}
        value={code}
        onChange={setCode}
        options={items.map(({ itemCode, name, free, unit, mrpPaise }) => ({
          value: itemCode,
          text: name,
          hint: [
            t('staff.dispensing.replace.onShelf', { amount: amountOf(free, unit, words) }),
            mrpPaise !== undefined && t('staff.dispensing.replace.price', { money: format.money(mrpPaise) }),
          ]
            .filter(Boolean)
            .join(' · '),
        }))}
      />
      {why.input}
      <Button>{t('staff.dispensing.replace.choose')}</Button>
    </Form>
  )
}
