import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  routes: [
    { path: 'services/acme/new', lazy: async () => ({ Component: (await import('./new-page.tsx')).NewAcmePage }) },
    {
      path: 'services/acme/replies',
      lazy: async () => ({ Component: (await import('./replies-page.tsx')).RepliesPage })
    },
    { path: 'services/acme/:id', lazy: async () => ({ Component: (await import('./service-page.tsx')).AcmePage }) },
    {
      path: 'services/acme/:id/edit',
      lazy: async () => ({ Component: (await import('./edit-page.tsx')).EditAcmePage })
    },
    {
      path: 'services/acme/:id/orders/:order',
      lazy: async () => ({ Component: (await import('./order-page.tsx')).AcmeOrderPage })
    }
  ]
}
