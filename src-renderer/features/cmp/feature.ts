import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  routes: [
    { path: 'services/cmp/:id', lazy: async () => ({ Component: (await import('./service-page.tsx')).CmpPage }) }
  ]
}
