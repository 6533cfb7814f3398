// A bug in one view must not take the watch off the screen: the frame stays, the view can be drawn again.
import { Component, type ReactNode } from 'react';
import { msg } from '../../shared/words/words';
import { ErrorState } from '../ui/error-state';

interface GuardState {
  readonly error: Error | null;
}

export class ViewGuard extends Component<{ children: ReactNode }, GuardState> {
  override state: GuardState = { error: null };

  static getDerivedStateFromError(error: Error): GuardState {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <ErrorState
        error={{
          what: msg`This view broke: ${error.message}`,
          remedy: msg`The watch goes on: pages and the status bar are not affected. Draw the view again, or go to another one.`,
        }}
        onRetry={() => this.setState({ error: null })}
      />
    );
  }
}
