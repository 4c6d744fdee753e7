import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  routes: [
    { path: 'services/ocsp/new', lazy: async () => ({ Component: (await import('./new-page.tsx')).NewOcspPage }) },
    { path: 'services/ocsp/:id', lazy: async () => ({ Component: (await import('./service-page.tsx')).OcspPage }) }
  ]
}
