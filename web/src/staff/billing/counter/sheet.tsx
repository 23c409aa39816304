// The paper of this counter: a roll of 80 mm, or A5. The browser of the counter remembers it.
import { useText } from '../../../i18n/language.ts'
import { createWatched } from '../../../watched.ts'

const SHEETS = ['roll', 'a5'] as const
export type Sheet = (typeof SHEETS)[number]

const STORAGE_KEY = 'sehat.sheet'
const sheet = createWatched<Sheet>(localStorage.getItem(STORAGE_KEY) === 'a5' ? 'a5' : 'roll')

export const useSheet = () => ({ sheet: sheet.use() })

export function SheetChoice() {
  const { t } = useText()
  const choose = (chosen: string): void => {
    localStorage.setItem(STORAGE_KEY, chosen)
    sheet.write(chosen as Sheet)
  }
  return (
    <label className="money-choice">
      {t('staff.money.sheet.label')}
      <select className="input" value={sheet.use()} onChange={({ target }) => choose(target.value)}>
        {SHEETS.map((one) => (
          <option key={one} value={one}>
            {t(`staff.money.sheet.${one}`)}
          </option>
        ))}
      </select>
    </label>
  )
}
