// Asks how one medicine is taken: times and days in one line, and the way where its form does not say it.
import { type KeyboardEvent, useEffect, useState } from 'react'
import { useText } from '../../../i18n/language.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { readTaking, type Taking } from './taking.ts'
import { WaySelect } from './WaySelect.tsx'
import { isWayRight, type Way } from './ways.ts'
import type { Written } from './writing.ts'

/** A medicine that is being asked about, with what stands in its fields at first. */
export interface Entry {
  readonly item: Written['item']
  readonly taking: string
  readonly way: Way | undefined
  readonly asks: boolean
}

interface TakingFieldProps {
  readonly entry: Entry
  readonly onAdd: (taking: Taking, way: Way) => void
  readonly onLeave: () => void
}

type Fault = 'takingWrong' | 'wayMissing' | 'wayWrong'

export function TakingField({ entry: { item, ...entry }, onAdd, onLeave }: TakingFieldProps) {
  const { t } = useText()
  const [typed, setTyped] = useState(entry.taking)
  const [way, setWay] = useState(entry.way)
  const [fault, setFault] = useState<Fault>()
  useEffect(() => {
    const field = document.getElementById('rx-taking') as HTMLInputElement
    field.focus()
    field.select()
  }, [])
  const add = (): void => {
    const taking = readTaking(typed)
    const found = faultOf(taking, way, item)
    setFault(found)
    if (found) document.getElementById(found === 'takingWrong' ? 'rx-taking' : 'rx-way')?.focus()
    else if (taking && way) onAdd(taking, way)
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') add()
    else if (event.key === 'Escape') onLeave()
    else return
    event.preventDefault()
  }
  return (
    <div className="field">
      <label htmlFor="rx-taking">{t('staff.prescribing.taking', { name: item.name })}</label>
      {item.itemCode === undefined && <Notice kind="warning" title={t('staff.prescribing.unlisted')} />}
      <p id="rx-taking-hint" className="field-hint">
        {t('staff.prescribing.takingHint')}
      </p>
      <input
        id="rx-taking"
        type="text"
        className="input input-full"
        autoComplete="off"
        aria-describedby="rx-taking-hint"
        aria-invalid={fault === 'takingWrong'}
        maxLength={320}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={press}
      />
      <WaySelect
        id="rx-way"
        name={item.name}
        value={way}
        isWrong={fault === 'wayMissing' || fault === 'wayWrong'}
        onChange={setWay}
        onKeyDown={press}
      />
      {fault && <Notice kind="error" takesFocus={false} title={t(`staff.prescribing.${fault}`)} />}
    </div>
  )
}

function faultOf(taking: Taking | undefined, way: Way | undefined, { form = '', name }: Written['item']) {
  if (!taking) return 'takingWrong'
  if (!way) return 'wayMissing'
  return isWayRight(`${form} ${name}`, way, taking.instructions) ? undefined : 'wayWrong'
}
