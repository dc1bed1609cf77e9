import { AV_LOG_FATAL } from 'node-av/constants';
import { Log } from 'node-av/lib';

// What FFmpeg says of a stranger's file is of no use to anybody, and there may be megabytes of it.
Log.setLevel(AV_LOG_FATAL);
