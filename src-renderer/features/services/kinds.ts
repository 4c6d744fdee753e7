import type { ServiceKind } from '../../ui/services/service-kind.ts'

const modules = import.meta.glob<{ readonly serviceKind: ServiceKind }>('../*/service-kind.ts', { eager: true })

/** Every kind of service that a feature brings, in the order of the page. */
export const serviceKinds: readonly ServiceKind[] = Object.values(modules)
  .map(({ serviceKind }) => serviceKind)
  .toSorted((a, b) => a.order - b.order)
