import { useEffect, useRef } from 'react';
import { useDropzone } from 'react-dropzone';
import { filesOfDrop, type PickedFile } from './picked-files.ts';

/** What an element needs to take files. */
export interface DropTarget {
  readonly rootProps: Record<string, unknown>;
  /** Files hang over the page now. */
  readonly over: boolean;
}

/**
 * Makes an element, and the page around it, take dropped files and folders. Walking folders takes a while: `onBegin` is
 * called at the drop, and what it returns when the files are known.
 */
export function useDropTarget(onFiles: (files: readonly PickedFile[]) => void, onBegin: () => () => void): DropTarget {
  const ended = useRef<(() => void) | null>(null);
  const end = () => {
    ended.current?.();
    ended.current = null;
  };
  const { getRootProps, isDragActive, rootRef } = useDropzone({
    noClick: true,
    noKeyboard: true,
    noPaste: true,
    multiple: true,
    onDrop: (files) => {
      onFiles(filesOfDrop(files));
      end();
    },
    onError: end,
  });

  useEffect(() => {
    const onDropSeen = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) ended.current ??= onBegin();
    };
    // Whatever is dropped beside the element (on a short page: below it) counts as dropped on it.
    const passOn = (event: DragEvent) => {
      const element = rootRef.current;
      // An event that was passed on comes by here once more.
      if (element === null || (event.target instanceof Node && element.contains(event.target))) return;
      event.preventDefault();
      element.dispatchEvent(
        new DragEvent(event.type, { bubbles: true, cancelable: true, dataTransfer: event.dataTransfer }),
      );
    };
    window.addEventListener('drop', onDropSeen, true);
    window.addEventListener('dragover', passOn);
    window.addEventListener('drop', passOn);
    return () => {
      window.removeEventListener('drop', onDropSeen, true);
      window.removeEventListener('dragover', passOn);
      window.removeEventListener('drop', passOn);
    };
  }, [rootRef, onBegin]);

  return { rootProps: getRootProps(), over: isDragActive };
}
