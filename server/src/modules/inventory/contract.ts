// The parts of inventory that other modules may use, each declared in its area.
export * from './items/contract.ts'
export * from './recalls/contract.ts'
export * from './reservations/contract.ts'
export * from './stock/contract.ts'
export * from './stores/contract.ts'
export * from './transfers/contract.ts'
