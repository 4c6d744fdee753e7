import Box from '@mui/material/Box'
import type { ReactElement, ReactNode } from 'react'
import { Section } from '../layout/section.tsx'

/** Fields of a service that belong together. */
export function SettingsSection(props: {
  readonly title: string
  readonly lead?: string
  readonly children: ReactNode
}): ReactElement {
  return (
    <Section title={props.title} {...(props.lead === undefined ? {} : { lead: props.lead })}>
      <Box sx={{ display: 'grid', gap: 4 }}>{props.children}</Box>
    </Section>
  )
}

/** Two fields side by side. */
export function FieldPair(props: { readonly children: ReactNode }): ReactElement {
  return (
    <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: '1fr 1fr', alignItems: 'start' }}>{props.children}</Box>
  )
}
