import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

const places = { tokens: '/tokens', yubikeys: '/yubikeys', modules: '/tokens/modules' } as const
type Place = keyof typeof places
const names = ['tokens', 'yubikeys', 'modules'] as const satisfies readonly Place[]

/** The three parts of keys and tokens; each is a page with an address of its own. */
export function KeysTabs(props: { readonly here: Place }): ReactElement {
  const { t } = useTranslation('ui')
  const navigate = useNavigate()
  return (
    <Tabs
      value={props.here}
      aria-label={t('tokens.title')}
      onChange={(_, next: Place) => void navigate(places[next])}
      sx={{ flexShrink: 0 }}
    >
      {names.map((name) => (
        <Tab key={name} value={name} label={t(`tokens.tabs.${name}`)} id={`tab-${name}`} />
      ))}
    </Tabs>
  )
}
