import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  routes: [
    { path: 'services/est/:id', lazy: async () => ({ Component: (await import('./service-page.tsx')).EstPage }) }
  ]
}
