// The worklists of a laboratory, in the order of the work.
export const LISTS = ['collect', 'receive', 'enter', 'authorise', 'overdue', 'critical'] as const
export type ListName = (typeof LISTS)[number]
