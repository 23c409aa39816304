// The choice of light, dark, or the setting of the system.
import { useText } from '../i18n/language.ts'
import { chooseTheme, THEMES, useTheme } from '../theme.ts'

export function ThemeChoice() {
  const { t } = useText()
  const theme = useTheme()
  return (
    <label className="choice">
      {t('ui.theme.label')}
      <select
        value={theme}
        onChange={(event) => {
          const chosen = THEMES.find((each) => each === event.target.value)
          if (chosen) chooseTheme(chosen)
        }}
      >
        {THEMES.map((each) => (
          <option key={each} value={each}>
            {t(`ui.theme.${each}`)}
          </option>
        ))}
      </select>
    </label>
  )
}
