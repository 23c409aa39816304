// A field above a list that shows only the rows with what is typed.

interface NameFilterProps {
  readonly label: string
  readonly words: string
  readonly onChange: (words: string) => void
}

export function NameFilter({ label, words, onChange }: NameFilterProps) {
  return (
    <search className="field">
      <label htmlFor="name-filter">{label}</label>
      <input
        id="name-filter"
        type="search"
        className="input input-medium"
        autoComplete="off"
        value={words}
        onChange={({ target }) => onChange(target.value)}
      />
    </search>
  )
}
