/** Everything that the ACME protocol keeps: the one door of the store for it. */
export * from './acme-services.ts'
export * from './acme-accounts.ts'
export * from './acme-orders.ts'
export * from './acme-authorizations.ts'
export * from './acme-deletion.ts'
export * from './acme-limits.ts'
export * from './acme-mails.ts'
export * from './acme-pruning.ts'
