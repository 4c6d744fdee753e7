import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  routes: [
    { path: 'services/scep/:id', lazy: async () => ({ Component: (await import('./service-page.tsx')).ScepPage }) }
  ]
}
