/** Rows of CMP services (migration 15). */
export * from './cmp-services.ts'
export * from './cmp-clients.ts'
export * from './cmp-transactions.ts'
