// The emblem of Sehat: four neem leaves that make a plus, the right one marigold. The word stands beside it.

const LEAF = 'M16 15.2c-3-2.6-3.1-6.7 0-9.6 3.1 2.9 3 7 0 9.6z'

export function Emblem({ sizePx = 32 }: { sizePx?: number }) {
  return (
    <svg width={sizePx} height={sizePx} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8.6" fill="var(--tile)" />
      <path d={LEAF} fill="#fff" />
      <path d={LEAF} fill="#fff" transform="rotate(180 16 16)" />
      <path d={LEAF} fill="#fff" transform="rotate(270 16 16)" />
      <path d={LEAF} fill="var(--marigold)" transform="rotate(90 16 16)" />
    </svg>
  )
}
