// The languages that Sehat offers, each in its own script, so that nobody must read another script to find it.
import { chooseLanguage, useText } from '../i18n/language.ts'
import { OFFERED } from '../i18n/languages.ts'

/** `closes`: the id of a popover around it, which a choice closes. */
export function LanguageChoice({ closes }: { closes?: string }) {
  const { t, language } = useText()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a screen reader would read a fieldset as part of a form
    <div className="choice" role="group" aria-label={t('ui.language')}>
      {OFFERED.map((offered) => (
        <button
          key={offered.code}
          type="button"
          lang={offered.code}
          aria-pressed={offered.code === language.code}
          popoverTarget={closes}
          popoverTargetAction="hide"
          onClick={() => void chooseLanguage(offered)}
        >
          {offered.name}
        </button>
      ))}
    </div>
  )
}
