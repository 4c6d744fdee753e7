import createCache from '@emotion/cache'
import { CacheProvider } from '@emotion/react'
import CssBaseline from '@mui/material/CssBaseline'
import { ThemeProvider } from '@mui/material/styles'
import useMediaQuery from '@mui/material/useMediaQuery'
import { useEffect, useMemo, useState, type ReactElement, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { callDesktop } from '../client.ts'
import { useLook } from '../state/look.ts'
import { chanceryTheme } from './theme.ts'

/** @returns the nonce of this page's answer: what a style element needs under `style-src 'nonce-…'` */
export function pageNonce(): string | undefined {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce
  return nonce === undefined || nonce === '' ? undefined : nonce
}

/** Theme of the window: follows the system until the operator chooses one. */
export function ChanceryThemeProvider(props: { readonly children: ReactNode }): ReactElement {
  const [cache] = useState(() => {
    const nonce = pageNonce()
    return createCache({ key: 'css', prepend: true, ...(nonce === undefined ? {} : { nonce }) })
  })
  const { theme: choice } = useLook()
  const { i18n } = useTranslation('ui')
  const { language } = i18n
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)', { noSsr: true })
  const reducedMotion = useMediaQuery('(prefers-reduced-motion: reduce)', { noSsr: true })
  const mode = choice === 'system' ? (systemDark ? 'dark' : 'light') : choice
  const theme = useMemo(() => chanceryTheme(mode, reducedMotion, language), [mode, reducedMotion, language])

  useEffect(() => {
    document.documentElement.style.colorScheme = mode
  }, [mode])
  useEffect(() => {
    // A title bar in the wrong colour is no reason to stop.
    callDesktop('desktop.theme', { theme: choice }).catch(() => undefined)
  }, [choice])

  return (
    <CacheProvider value={cache}>
      <ThemeProvider theme={theme}>
        <CssBaseline />
        {props.children}
      </ThemeProvider>
    </CacheProvider>
  )
}
