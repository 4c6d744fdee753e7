import Check from '@mui/icons-material/Check'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useEffect, useRef, type KeyboardEvent, type ReactElement, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorView } from '../display/error-view.tsx'
import { StickyActions } from './sticky-actions.tsx'

export interface WizardStep {
  readonly id: string
  readonly label: string
  readonly lead?: string
  readonly content: ReactNode
  /** Words beside the button where the step cannot be left yet. */
  readonly blocked?: string | undefined
}

interface WizardProps {
  readonly steps: readonly WizardStep[]
  readonly current: number
  readonly onStep: (index: number) => void
  readonly onFinish: () => void
  readonly finishLabel: string
  readonly busy?: boolean
  /** What would be made, on the right. */
  readonly preview?: ReactNode
  readonly onCancel?: () => void
  /** What the engine refused at the end: above the buttons, which are always in sight. */
  readonly error?: unknown
}

/** One decision a step: the steps on the left, the decision in the middle, a live preview on the right. */
export function Wizard(props: WizardProps): ReactElement {
  const { t } = useTranslation('ui')
  const step = props.steps[props.current]
  const heading = useRef<HTMLHeadingElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const last = props.current === props.steps.length - 1
  const first = useRef(true)
  const go = (): void => {
    if (last) props.onFinish()
    else props.onStep(props.current + 1)
  }
  useEffect(() => {
    if (first.current) first.current = false
    // A field that has taken the focus keeps it: left at once, it would show an error before anybody typed.
    else if (content.current?.contains(document.activeElement) !== true) heading.current?.focus()
  }, [props.current])
  return (
    <Box
      sx={{
        display: 'grid',
        // Where three columns would crowd each other, the preview stands under the decision.
        gridTemplateColumns: {
          xs: '152px minmax(0, 1fr)',
          lg: props.preview === undefined ? '184px minmax(0, 1fr)' : '184px minmax(0, 1fr) minmax(260px, 360px)'
        },
        gap: 6,
        alignItems: 'start'
      }}
    >
      <StepList {...props} />
      <Box sx={{ display: 'grid', gap: 4, minWidth: 0 }}>
        <Box>
          <Typography ref={heading} tabIndex={-1} variant="h3" component="h2" sx={{ outline: 'none' }}>
            {step?.label}
          </Typography>
          {step?.lead !== undefined && <Typography color="textSecondary">{step.lead}</Typography>}
        </Box>
        <Box
          ref={content}
          onKeyDown={(event) => {
            // What the last step does is not done by an Enter in passing. A dialog above the step is none of its fields.
            const free = !last && step?.blocked === undefined && props.busy !== true
            const within = event.target instanceof Node && content.current?.contains(event.target) === true
            if (!free || !within || !isPlainEnter(event) || !isTextLine(event.target)) return
            event.preventDefault()
            go()
          }}
          sx={{ display: 'contents' }}
        >
          {step?.content}
        </Box>
        <StickyActions above={<ErrorView error={props.error} />}>
          {props.onCancel !== undefined && (
            <Button color="inherit" onClick={props.onCancel} sx={{ mr: 'auto' }}>
              {t('cancel')}
            </Button>
          )}
          <Typography
            variant="caption"
            color="textSecondary"
            sx={{
              flex: { xs: '1 0 100%', lg: 1 },
              order: { xs: -1, lg: 0 },
              textAlign: 'right',
              '&:empty': { flex: 1, order: 0 }
            }}
          >
            {step?.blocked}
          </Typography>
          {props.current > 0 && (
            <Button
              color="inherit"
              disabled={props.busy === true}
              onClick={() => {
                props.onStep(props.current - 1)
              }}
            >
              {t('back')}
            </Button>
          )}
          <Button
            variant="contained"
            loading={props.busy === true}
            disabled={step?.blocked !== undefined}
            // Leaving a field may take its error away and move this button from under the pointer; so the field is not left.
            onMouseDown={(event) => {
              event.preventDefault()
            }}
            onClick={go}
          >
            {last ? props.finishLabel : t('next')}
          </Button>
        </StickyActions>
      </Box>
      {props.preview !== undefined && (
        <Box
          component="aside"
          aria-label={t('wizard.preview')}
          sx={{ gridColumn: { xs: 2, lg: 3 }, minWidth: 0, position: { lg: 'sticky' }, top: 16 }}
        >
          {props.preview}
        </Box>
      )}
    </Box>
  )
}

function isPlainEnter({ key, nativeEvent, defaultPrevented }: KeyboardEvent): boolean {
  return key === 'Enter' && !nativeEvent.isComposing && !defaultPrevented
}

/** A field of one line whose Enter has no meaning of its own; in a list of choices or of chips it has. */
function isTextLine(target: EventTarget): target is HTMLInputElement {
  return (
    target instanceof HTMLInputElement &&
    ['text', 'email', 'url', 'number', 'password'].includes(target.type) &&
    target.getAttribute('role') !== 'combobox' &&
    target.form === null
  )
}

function StepList(props: WizardProps): ReactElement {
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
      {props.steps.map((step, index) => {
        const done = index < props.current
        const here = index === props.current
        return (
          <li key={step.id}>
            <Button
              fullWidth
              color="inherit"
              disabled={!done && !here}
              aria-current={here ? 'step' : undefined}
              onClick={() => {
                props.onStep(index)
              }}
              startIcon={<StepMark number={index + 1} done={done} here={here} />}
              sx={{ justifyContent: 'flex-start', textAlign: 'left', fontWeight: here ? 650 : 500, px: 2 }}
            >
              {step.label}
            </Button>
          </li>
        )
      })}
    </Box>
  )
}

function StepMark(props: { readonly number: number; readonly done: boolean; readonly here: boolean }): ReactElement {
  return (
    <Box
      component="span"
      sx={{
        display: 'grid',
        placeItems: 'center',
        width: 24,
        height: 24,
        borderRadius: 999,
        border: 1,
        borderColor: props.here || props.done ? 'primary.main' : 'divider',
        bgcolor: props.here ? 'primary.main' : 'transparent',
        color: props.here ? 'primary.contrastText' : props.done ? 'primary.main' : 'text.secondary',
        fontSize: 12,
        '&&': { fontSize: 12 }
      }}
    >
      {props.done ? <Check sx={{ fontSize: 16 }} /> : props.number}
    </Box>
  )
}
