// A key of the keyboard beside the words of its button. Left out for screen readers: the list of keys has it.
export function Key({ name }: { name: string }) {
  return (
    <span className="key" aria-hidden="true">
      <kbd>{name}</kbd>
    </span>
  )
}
