import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  routes: [
    { path: 'yubikeys', lazy: async () => ({ Component: (await import('./yubikeys-page.tsx')).YubiKeysPage }) },
    { path: 'yubikeys/:serial', lazy: async () => ({ Component: (await import('./yubikey-page.tsx')).YubiKeyPage }) },
    {
      path: 'yubikeys/:serial/new',
      lazy: async () => ({ Component: (await import('./wizard/wizard-page.tsx')).SlotWizardPage })
    },
    {
      path: 'yubikeys/:serial/:slot',
      lazy: async () => ({ Component: (await import('./slot-page.tsx')).SlotPage })
    }
  ]
}
